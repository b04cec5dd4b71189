from hypothesis import settings

# A busy machine is no reason to fail; slowness shows in the durations.
settings.register_profile("crm_models", deadline=None)
settings.load_profile("crm_models")
