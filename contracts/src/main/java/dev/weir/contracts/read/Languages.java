package dev.weir.contracts.read;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.dqdl.DqdlParser;
import dev.weir.contracts.sql.SqlParser;

/**
 * The languages that people write inside YAML.
 *
 * @param sql reads transformations and predicates
 * @param dqdl reads checks
 */
public record Languages(SqlParser sql, DqdlParser dqdl) {
    public Languages {
        requireNonNull(sql, "sql");
        requireNonNull(dqdl, "dqdl");
    }
}
