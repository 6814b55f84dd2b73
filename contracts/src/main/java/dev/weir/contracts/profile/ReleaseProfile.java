package dev.weir.contracts.profile;

import java.util.List;
import java.util.Optional;

/**
 * What a release shows of its values, kept with it and signed: pages and catalogues need no engine, and can be made again when
 * the rows have gone.
 *
 * @param tables in the product's order
 */
public record ReleaseProfile(List<TableProfile> tables) {

    /** Of a release that looked at nothing. */
    public static final ReleaseProfile NONE = new ReleaseProfile(List.of());

    public ReleaseProfile {
        tables = List.copyOf(tables);
    }

    /** Of a table; empty where there is none of that name. */
    public Optional<TableProfile> table(String name) {
        return tables.stream().filter(table -> table.table().equals(name)).findFirst();
    }
}
