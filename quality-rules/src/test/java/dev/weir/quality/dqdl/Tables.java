package dev.weir.quality.dqdl;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The contract's side of the generated tables; types do not matter there. */
final class Tables {

    static final Table GENERATED = table(List.of("id"), GeneratedTables.COLUMNS.fieldNames());

    private Tables() {}

    static Table table(List<String> key, String... columns) {
        return new Table(
                "stays",
                "",
                Arrays.stream(columns).map(Tables::column).toList(),
                new Table.Keys(key, List.of(), Optional.empty()),
                new Table.Files(Optional.empty()),
                Place.of("contracts/stays.odcs.yaml"));
    }

    private static Column column(String name) {
        return new Column(
                name,
                new DataType.Text(),
                Column.Presence.OPTIONAL,
                new Column.Meaning("", Optional.of("NONE"), Optional.empty(), Optional.empty()),
                new Column.Origin(name, List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                Place.of("contracts/stays.odcs.yaml"));
    }
}
