"""CLTV = F(R, L, I) of one customer, with the defaults of this course.

>>> from crm_models.clv import CLTV, Relationship
>>> customer = Relationship(pgs=1000, cs=600, cm=80, mpa=0.2, t=5, nca=2, pe=50,
...                         new_customer_value=150, retention=0.8, discount=0.1)
>>> round(CLTV().value(customer), 2)
1348.6

>>> CLTV().by_source(customer).round(2).to_dict()
{'repeat': 934.6, 'cross': 64.0, 'referral': 300.0, 'endorsement': 50.0}

>>> sensitivity = CLTV().sensitivity(customer, change=0.10)
>>> sensitivity.round(1).head(4)
              low    high  swing
input
pgs        1036.5  1660.7  624.1
cs         1535.8  1161.4 -374.5
retention  1229.0  1489.7  260.7
t          1259.1  1413.7  154.6

>>> no_referrals = CLTV(influence=lambda customer: 0.0)
>>> round(no_referrals.value(customer), 2)
998.6
"""

from extension.card import COUNT, MONEY, PER_PERIOD, Card, Symbol
from extension.drawing import bars

from crm_models import clv
from crm_models.text import Text

PERIODS = Text("期", "periods")
INPUTS = {
    "pgs": Text("价格 PGS", "PGS"),
    "cs": Text("销售成本 CS", "CS"),
    "retention": Text("留存率", "retention"),
    "cm": Text("营销成本 CM", "CM"),
    "t": Text("期数 T", "T"),
    "nca": Text("新客户 NCA", "NCA"),
    "new_customer_value": Text("新客户价值", "value"),
    "discount": Text("贴现率", "discount"),
    "mpa": Text("匹配定价 MPA", "MPA"),
    "pe": Text("推荐价值 PE", "PE"),
}


def _plot(names, lang):
    data = names["sensitivity"][["swing"]].abs().head(5)
    labels = {"swing": Text("变化幅度", "swing")}
    title = Text("每项投入增减 10 %，CLTV 变化多少", "What 10 % up and down does to CLTV")
    return bars(data, labels, lang, title=title, y=MONEY, names=INPUTS, digits="{:.0f}")


CARD = Card(
    formulas=(
        r"\mathrm{CLTV} = F\bigl(R(PGS, CS, CM),\ L(PGS, MPA, T),\ I(NCA, PE)\bigr)",
        r"R = PGS - CS - CM",
        r"L = \sum_{t=0}^{T-1} \left(\frac{\rho}{1+d}\right)^t + MPA",
        r"I = NCA \cdot v + PE, \qquad F = R\,L + I",
    ),
    symbols=(
        Symbol(r"\mathrm{CLTV}", Text("客户终身价值", "customer lifetime value"), MONEY),
        Symbol("R", Text("收入函数：每期净收入", "revenue metric: net revenue per period"), MONEY),
        Symbol("PGS", Text("商品和服务的价格", "price of goods and services"), MONEY),
        Symbol("CS, CM", Text("销售成本、营销成本", "cost of sales, cost of marketing"), MONEY),
        Symbol("L", Text("忠诚函数：相当于几期的净收入",
                         "loyalty metric: worth how many periods of R"), PERIODS),
        Symbol("MPA", Text("匹配定价带来的额外期数", "extra periods from matching prices"),
               PERIODS),
        Symbol("T", Text("关系的期数", "length of the relationship"), PERIODS),
        Symbol(r"\rho, d", Text("每期留存率、每期贴现率", "retention and discount rate"),
               PER_PERIOD),
        Symbol("I", Text("影响函数：对他人的影响值多少",
                         "influence: what the effect on others is worth"), MONEY),
        Symbol("NCA", Text("由这位客户带来的新客户数", "new customers through this one"), COUNT),
        Symbol("v", Text("一位新客户的价值", "value of a new customer"), MONEY),
        Symbol("PE", Text("产品推荐（代言）的价值", "value of product endorsements"), MONEY),
        Symbol("F", Text("把三者合起来的函数", "what puts the three together")),
    ),
    functions=("clv.Relationship", "clv.CLTV", "clv.cltv.revenue", "clv.cltv.loyalty",
               "clv.cltv.influence"),
    sources=("Course CLTV",),
    working=lambda names: (clv.explain_cltv(names["customer"]),),
    plots=(_plot,),
)  # fmt: skip
