package dev.weir.contracts.format.sdf;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.TextStorage;

/** How structure-data files are stored; BIOVIA's CTfile formats say the rest. */
public record SdfDialect(TextStorage stored) implements Source.Dialect {}
