package dev.weir.contracts.release;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.TableFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One table of a release.
 *
 * @param name its name in the product
 * @param version where its rows lie for ever
 * @param columns as released, in order
 * @param rows how many
 * @param content hash of its rows, independent of order, files and format
 * @param files that hold them
 * @param contract id and version of the contract it keeps, such as {@code clinical.encounters 1.2.0}
 */
public record ReleasedTable(
        String name,
        Version version,
        List<ReleasedColumn> columns,
        long rows,
        Content content,
        DataFiles files,
        String contract) {

    public ReleasedTable {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        columns = List.copyOf(columns);
        requireNonNull(content, "content");
        requireNonNull(files, "files");
        requireNonNull(contract, "contract");
    }

    /** The size of its data files together. */
    public long bytes() {
        return files.bytes();
    }

    /**
     * Where a table's rows lie for ever.
     *
     * @param format Iceberg or Delta
     * @param location the table's own folder or URI
     * @param identifier the table's name in the catalogue, such as {@code clinical.encounters}; the location again for
     *     Delta
     * @param number the Iceberg snapshot id, or the Delta version
     */
    public record Version(TableFormat format, String location, String identifier, long number) {
        public Version {
            requireNonNull(format, "format");
            requireNonNull(location, "location");
            requireNonNull(identifier, "identifier");
        }
    }

    /**
     * A column as released.
     *
     * @param name its name
     * @param type of the released value, as {@link dev.weir.contracts.DataType#display()} has it
     * @param category the code in law
     * @param mask the method that was used, {@code keep} included
     * @param parameters of the mask, by name
     * @param description what it means; empty when the contract gives none
     * @param unit UCUM; empty when it has none
     */
    public record ReleasedColumn(
            String name,
            String type,
            String category,
            String mask,
            Map<String, String> parameters,
            String description,
            String unit) {
        public ReleasedColumn {
            requireNonNull(name, "name");
            requireNonNull(type, "type");
            requireNonNull(category, "category");
            requireNonNull(mask, "mask");
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
            requireNonNull(description, "description");
            requireNonNull(unit, "unit");
        }

        /** A column whose mask has no parameters. */
        public ReleasedColumn(String name, String type, String category, String mask, String description, String unit) {
            this(name, type, category, mask, Map.of(), description, unit);
        }

        /** What goes without saying in {@link #maskWords}. */
        private static final List<String> USUAL = List.of("extent whole", "algorithm hmac-sha-256");

        /** The mask with its parameters, for people: {@code generalise (to year)}; says so where values are made up. */
        public String maskWords() {
            List<String> words = new ArrayList<>();
            parameters.forEach((name, value) -> words.add(name + " " + value));
            words.removeAll(USUAL);
            if (isSynthetic()) {
                words.add("synthetic");
            }
            return words.isEmpty() ? mask : mask + " (" + String.join(", ", words) + ")";
        }

        /** Whether its values are made up. */
        public boolean isSynthetic() {
            return mask.equals("surrogate");
        }
    }
}
