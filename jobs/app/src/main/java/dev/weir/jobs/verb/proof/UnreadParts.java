package dev.weir.jobs.verb.proof;

import dev.weir.releases.evidence.Verification;
import dev.weir.releases.evidence.VerificationCheck;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a release that a verification without the engine leaves out. Where a table's own metadata lost a file, the table
 * reads fewer rows, and every signed file is as it was.
 */
record UnreadParts(Verification.Result result) {

    /** Checks of {@code --deep}, with what each of them would show. */
    private static final List<Part> DEEP = List.of(
            new Part(
                    "tables",
                    "whether the tables' own metadata, which no key signs, names exactly the files of the list"),
            new Part(
                    "heads",
                    "whether the newest version of each table, which other programs read, is the newest release"),
            new Part("rows", "whether the rows that readers get add up to the content hashes"));

    /** What lies beside a release, and is neither signed nor compared with what is. */
    static final List<String> UNSIGNED = List.of(
            "pages and entries of catalogues; 'weir site' makes the pages again",
            "run.json, reports and lineage of runs",
            "the numbers of earlier releases that drift rules compare with",
            "the metadata of quarantine, which gives its columns their names");

    record Part(String name, String what) {}

    /** None where all was looked at. */
    List<Part> list() {
        Set<String> looked =
                result.checks().stream().map(VerificationCheck::name).collect(Collectors.toSet());
        return DEEP.stream().filter(part -> !looked.contains(part.name())).toList();
    }

    /** What looks at them. */
    String command() {
        String release = result.releases().size() == 1
                ? result.releases().get(0).reference()
                : result.product() + (result.releases().isEmpty() ? "" : " --all");
        return "weir verify " + release + " --deep";
    }
}
