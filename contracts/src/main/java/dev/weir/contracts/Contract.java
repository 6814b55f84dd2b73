package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.text.WrittenFile;
import java.util.List;
import java.util.Optional;

/**
 * An ODCS v3.1 contract as Weir uses it: of a source, or of a product's output port.
 *
 * @param id its id, such as {@code clinical.encounters}
 * @param version its semantic version
 * @param about what people should know of it
 * @param tables in the contract's order
 * @param terms how long, how often, how sensitive
 * @param file the file it stands in, with its SHA-256
 */
public record Contract(String id, String version, About about, List<Table> tables, Terms terms, WrittenFile file) {

    public Contract {
        requireNonNull(id, "id");
        requireNonNull(version, "version");
        requireNonNull(about, "about");
        tables = List.copyOf(tables);
        requireNonNull(terms, "terms");
        requireNonNull(file, "file");
    }

    /** The table of that name. */
    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /**
     * What people should know.
     *
     * @param name its display name; the id when none is given
     * @param status such as {@code active}
     * @param purpose empty when none is given, as are the next two
     * @param owners the team's members, each an address or a name
     */
    public record About(
            String name, String status, String purpose, String limitations, String usage, List<String> owners) {
        public About {
            requireNonNull(name, "name");
            requireNonNull(status, "status");
            requireNonNull(purpose, "purpose");
            requireNonNull(limitations, "limitations");
            requireNonNull(usage, "usage");
            owners = List.copyOf(owners);
        }
    }

    /**
     * What the contract promises.
     *
     * @param format the table format; empty for the workspace's default
     * @param grade {@code weirGrade}; empty when not stated
     * @param serviceLevels every {@code slaProperties} entry as {@code property = value unit}, in order
     */
    public record Terms(Optional<TableFormat> format, Optional<DataGrade> grade, List<String> serviceLevels) {
        public Terms {
            requireNonNull(format, "format");
            requireNonNull(grade, "grade");
            serviceLevels = List.copyOf(serviceLevels);
        }
    }
}
