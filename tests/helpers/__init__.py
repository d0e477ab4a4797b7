"""What tests share: the bank, a drafted plan, readers of exports, a copy of the site. Not tests themselves."""
