package dev.weir.contracts.format.json;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.StoredText;

/** How JSON lines lie in files; JSON says the rest. */
public record JsonDialect(StoredText stored) implements Source.Dialect {}
