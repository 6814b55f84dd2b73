package dev.weir.catalogue.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of ODCS or ODPS with what was measured of a release among its custom properties. Its text is not printed anew: one entry is
 * put into it, so that no order, no comment and no form is lost. A promise of the document is never overwritten.
 *
 * @param text of the document
 * @param isMeasured whether the entry is in it
 */
record MeasuredDocument(String text, boolean isMeasured) {

    private static final Pattern ID = Pattern.compile("(?m)^id: *[\"']?([^\"'#\\r\\n]+?)[\"']? *(?:#.*)?$");
    private static final Pattern ANY = Pattern.compile("(?m)^customProperties *:");

    /** A list of one item a line, whose first item begins after it. */
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^customProperties *: *(?:#.*)?\\r?\\n((?: *#.*\\r?\\n)*)( *)- ");

    /** What ends a document, or begins another. */
    private static final Pattern MARK = Pattern.compile("(?m)^(?:\\.\\.\\.|---) *$");

    private static final long SECONDS_OF_A_DAY = 86_400;

    static MeasuredDocument of(String document, Manifest manifest, Optional<Manifest> previous) {
        String item = "- " + item(manifest, previous) + "\n";
        Matcher block = BLOCK.matcher(document);
        if (block.find()) {
            int at = block.end() - 2 - block.group(2).length();
            return new MeasuredDocument(
                    document.substring(0, at) + block.group(2) + item + document.substring(at), true);
        }
        Matcher mark = MARK.matcher(document);
        boolean isPlain = !mark.find() || (mark.start() == 0 && !mark.find());
        if (ANY.matcher(document).find() || !isPlain) {
            return new MeasuredDocument(document, false);
        }
        String end = document.endsWith("\n") || document.isEmpty() ? "" : "\n";
        return new MeasuredDocument(document + end + "customProperties:\n  " + item, true);
    }

    /** The id that a document gives itself. */
    static Optional<String> id(String document) {
        Matcher id = ID.matcher(document);
        return id.find() ? Optional.of(id.group(1).strip()) : Optional.empty();
    }

    /** Such as {@code 12.patients.odcs.yaml}. */
    static String fileName(long number, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return number + "." + name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** Why it is not measured, if it is not. */
    Optional<Gap> gap(String file) {
        return isMeasured
                ? Optional.empty()
                : Optional.of(new Gap(
                        "weirMeasured",
                        new Gap.NotMeasured("Write 'customProperties' of " + file + " as a list, an item a line")));
    }

    /** In one line of JSON, which YAML reads. */
    private static String item(Manifest manifest, Optional<Manifest> previous) {
        ObjectNode value = Json.object()
                .put("release", manifest.reference())
                .put("released", manifest.record().run().ended().toString())
                .put("qualityScore", manifest.record().score().coarse())
                .put("rules", manifest.record().verdicts().size())
                .put("rulesNotKept", count(manifest));
        previous.ifPresent(before -> value.put(
                "daysSincePrevious",
                Math.round(10.0
                                * Duration.between(
                                                before.record().run().ended(),
                                                manifest.record().run().ended())
                                        .toSeconds()
                                / SECONDS_OF_A_DAY)
                        / 10.0));
        ObjectNode item = Json.object().put("property", "weirMeasured");
        item.set("value", value);
        return item.toString();
    }

    private static long count(Manifest manifest) {
        return manifest.record().verdicts().stream()
                .filter(verdict ->
                        verdict.answer() == Verdict.Answer.FAILED || verdict.answer() == Verdict.Answer.ERROR)
                .count();
    }
}
