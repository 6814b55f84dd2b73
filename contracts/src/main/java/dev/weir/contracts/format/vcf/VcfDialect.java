package dev.weir.contracts.format.vcf;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.StoredText;

/** How VCF lies in files; their headers say the rest. */
public record VcfDialect(StoredText stored) implements Source.Dialect {

    public VcfDialect {
        requireNonNull(stored, "stored");
    }
}
