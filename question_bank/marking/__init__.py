"""How an answer becomes points: rules as data, text and numbers read with a reason."""
