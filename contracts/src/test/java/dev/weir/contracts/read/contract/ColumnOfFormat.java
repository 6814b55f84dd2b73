package dev.weir.contracts.read.contract;

import dev.weir.contracts.Problem;
import dev.weir.contracts.read.Sample;
import java.nio.file.Path;
import java.util.List;

/**
 * A column {@code a} of a source in files of some format, in a workspace of its own: what is wrong with it.
 *
 * @param folder for the workspace
 * @param format of the files
 * @param path where the column stands in a record
 * @param type as the contract has it
 */
record ColumnOfFormat(Path folder, String format, String path, String type) {

    private static final String FILE = "contracts/raw/patients.odcs.yaml";

    /** All problems of the workspace; the other columns are those of a table of patients. */
    List<String> all() {
        return problems(sample());
    }

    /** Those of the column alone. */
    List<String> told() {
        return all().stream().filter(problem -> problem.contains("column 'a'")).toList();
    }

    /** All problems where a column {@code b} reads the same before it. */
    List<String> readTwice() {
        return problems(sample().replace(
                        FILE,
                        "      - { name: a,",
                        "      - { name: b, physicalName: \"%s\", logicalType: %s }\n      - { name: a,"
                                .formatted(path, type)));
    }

    private List<String> problems(Sample sample) {
        return sample.readIn(folder).problems().stream().map(Problem::toString).toList();
    }

    private Sample sample() {
        return Sample.clinical()
                .replace(FILE, "raw/patients.tsv, format: tsv", "raw/patients, format: " + format)
                .replace(
                        FILE,
                        "      - { name: born_on,",
                        "      - { name: a, physicalName: \"%s\", logicalType: %s }\n      - { name: born_on,"
                                .formatted(path, type));
    }
}
