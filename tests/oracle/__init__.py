"""A slow, independent calculation of the model, for comparison with the fast one."""
