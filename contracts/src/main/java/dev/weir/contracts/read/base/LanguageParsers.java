package dev.weir.contracts.read.base;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.dqdl.DqdlParser;
import dev.weir.contracts.sql.SqlParser;

/**
 * What reads the texts that people write inside files.
 *
 * @param sql reads transformations and predicates
 * @param dqdl reads checks
 * @param personal finds data of real people
 */
public record LanguageParsers(SqlParser sql, DqdlParser dqdl, PersonalText personal) {
    public LanguageParsers {
        requireNonNull(sql, "sql");
        requireNonNull(dqdl, "dqdl");
        requireNonNull(personal, "personal");
    }
}
