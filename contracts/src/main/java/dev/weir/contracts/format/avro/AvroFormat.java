package dev.weir.contracts.format.avro;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.ColumnPaths;
import dev.weir.contracts.format.SelfDescribingFormat;
import dev.weir.contracts.text.FieldPath;
import java.util.Map;
import java.util.Optional;

/** Files of Apache Avro, which say themselves how they are written. Columns stand at paths through nested records. */
public final class AvroFormat implements SelfDescribingFormat {

    @Override
    public String name() {
        return "avro";
    }

    @Override
    public String noun() {
        return "Avro";
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return type.hasObject()
                ? Optional.of(new UnsupportedType(
                        "objects are not read from Avro files as a whole",
                        "read each field at its path, such as 'physicalName: patient.id'; have arrays of objects written as"
                                + " JSON lines"))
                : Optional.empty();
    }

    @Override
    public void check(Table table, Problems problems) {
        Map<Column, FieldPath> paths = new ColumnPaths(problems).check(table);
        paths.forEach((column, path) -> {
            if (path.steps().stream().anyMatch(FieldPath.Place.class::isInstance)) {
                problems.add(
                        Code.UNSUPPORTED,
                        column.place(),
                        "column '" + column.name() + "' reads '" + path.display() + "' of each record",
                        "single places of arrays are not read from Avro files",
                        "read the whole array, and take its value in the query");
            }
        });
    }
}
