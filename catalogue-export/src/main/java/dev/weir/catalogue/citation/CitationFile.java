package dev.weir.catalogue.citation;

import dev.weir.contracts.yaml.YamlText;
import java.util.List;

/** A release in the Citation File Format 1.2.0, which is YAML. */
final class CitationFile {

    private CitationFile() {}

    static String text(Reference reference) {
        StringBuilder file = new StringBuilder("cff-version: 1.2.0\n")
                .append("message: ")
                .append(YamlText.quoted(
                        reference.facts().terms().citation().orElse("Please cite this release by its number.")))
                .append("\ntype: dataset\n");
        line(file, "title", reference.title());
        line(file, "version", reference.version());
        file.append("date-released: ").append(reference.released()).append('\n');
        file.append("authors:\n  - name: ")
                .append(YamlText.quoted(reference.author()))
                .append('\n');
        if (!reference.about().description().isBlank()) {
            line(file, "abstract", reference.about().description());
        }
        list(file, "keywords", reference.keywords());
        reference.licence().ifPresent(licence -> line(file, "license", licence.spdx()));
        if (reference.licence().isEmpty()) {
            reference.terms().ifPresent(terms -> line(file, "license-url", terms));
        }
        if (reference.isAddress()) {
            line(file, "url", reference.iri());
        }
        file.append("identifiers:\n  - type: other\n    value: ")
                .append(YamlText.quoted(reference.isAddress() ? reference.id() : reference.iri()))
                .append('\n');
        return file.toString();
    }

    private static void line(StringBuilder file, String key, String value) {
        file.append(key).append(": ").append(YamlText.quoted(value)).append('\n');
    }

    private static void list(StringBuilder file, String key, List<String> values) {
        if (!values.isEmpty()) {
            file.append(key).append(":\n");
            values.forEach(
                    value -> file.append("  - ").append(YamlText.quoted(value)).append('\n'));
        }
    }
}
