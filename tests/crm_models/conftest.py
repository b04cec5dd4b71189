from hypothesis import settings

# A busy machine is no reason to fail; slowness shows in the durations. Thirty tables each find
# what a hundred do, and the suite stays short.
settings.register_profile("crm_models", deadline=None, max_examples=30)
settings.load_profile("crm_models")
