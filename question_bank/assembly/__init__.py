"""Papers from a blueprint (双向细目表): a solver chooses the items, or words say why it cannot."""
