from hypothesis import HealthCheck, settings

# a busy machine is no fault: nothing here is timed
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
