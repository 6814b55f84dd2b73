package dev.weir.contracts.release;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row that breaks a rule, as it may be shown.
 *
 * @param file the source file; empty where a row has no one origin
 * @param line where its record starts, from 1
 * @param detail how it fails, where the rule has more to say than its own text
 * @param values by column, masked, as text; columns that are NULL or dropped are not there
 */
public record FailingRow(
        Optional<String> file, OptionalLong line, Optional<String> detail, Map<String, String> values) {

    public FailingRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
