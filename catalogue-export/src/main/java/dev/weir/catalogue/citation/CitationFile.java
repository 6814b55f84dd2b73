package dev.weir.catalogue.citation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** A release in the Citation File Format 1.2.0, which is YAML; a text in it is quoted as JSON has it, which YAML reads. */
final class CitationFile {

    private CitationFile() {}

    static String text(Reference reference) {
        StringBuilder file = new StringBuilder("cff-version: 1.2.0\n")
                .append("message: ")
                .append(quoted(reference.facts().terms().citation().orElse("Please cite this release by its number.")))
                .append("\ntype: dataset\n");
        line(file, "title", reference.title());
        line(file, "version", reference.version());
        file.append("date-released: ").append(reference.released()).append('\n');
        file.append("authors:\n  - name: ").append(quoted(reference.author())).append('\n');
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
                .append(quoted(reference.isAddress() ? reference.id() : reference.iri()))
                .append('\n');
        return file.toString();
    }

    private static void line(StringBuilder file, String key, String value) {
        file.append(key).append(": ").append(quoted(value)).append('\n');
    }

    private static void list(StringBuilder file, String key, List<String> values) {
        if (!values.isEmpty()) {
            file.append(key).append(":\n");
            values.forEach(value -> file.append("  - ").append(quoted(value)).append('\n'));
        }
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
