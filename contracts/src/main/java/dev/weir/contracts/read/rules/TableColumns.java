package dev.weir.contracts.read.rules;

import dev.weir.contracts.Column;
import dev.weir.contracts.Place;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Optional;

/** The columns of a table, as rules name them: upper and lower case are one, as in SQL. */
record TableColumns(Table table, ReadContext reading) {

    Optional<Column> find(String name) {
        return table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether the name is that of a column that could not be read. */
    boolean isUnread(String name) {
        return reading.wasUnread(table.name() + "." + name);
    }

    /** A column that has to be there; tells when it is not. */
    Optional<Column> named(YamlScalar name) {
        return named(name.text(), name.place());
    }

    /** A column that has to be there; tells when it is not. */
    Optional<Column> named(String name, Place place) {
        Optional<Column> column = find(name);
        if (column.isEmpty()) {
            reportUnknown(name, place);
        }
        return column;
    }

    void reportUnknown(String name, Place place) {
        reading.unknownColumn(table, name, place, "the rule names the column '" + name + "'");
    }
}
