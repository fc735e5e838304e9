"""Young people's matters: followed up, with tasks, until they close. Start in README.md."""
