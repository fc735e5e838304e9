"""Where people work: schools, missions, teams, deployments, agreements, stand-ins."""
