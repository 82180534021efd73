# Placeholder until the package is exported.
