package dev.weir.catalogue.citation;

import java.util.Map;
import java.util.stream.Collectors;

/** A release as an entry of BibTeX, in UTF-8: signs that TeX takes for its own are escaped. */
final class BibTex {

    private static final Map<Integer, String> ESCAPED = Map.of(
            (int) '\\', "\\textbackslash{}",
            (int) '{', "\\textbraceleft{}", // BibTeX counts braces, escaped or not
            (int) '}', "\\textbraceright{}",
            (int) '$', "\\$",
            (int) '&', "\\&",
            (int) '#', "\\#",
            (int) '%', "\\%",
            (int) '_', "\\_",
            (int) '^', "\\textasciicircum{}",
            (int) '~', "\\textasciitilde{}");

    private BibTex() {}

    static String text(Reference reference) {
        StringBuilder entry = new StringBuilder("@misc{").append(key(reference)).append(",\n");
        field(entry, "title", "{" + escaped(reference.title()) + "}");
        field(entry, "author", "{" + escaped(reference.author()) + "}"); // an organisation: no first and last name
        field(entry, "year", Integer.toString(reference.released().getYear()));
        field(entry, "version", escaped(reference.version()));
        field(entry, "note", "Data set, " + escaped(reference.id()));
        field(entry, reference.isAddress() ? "url" : "howpublished", escaped(reference.iri()));
        return entry.append("}\n").toString();
    }

    /** Of plain letters, digits and signs. */
    private static String key(Reference reference) {
        String plain = reference.id().replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "release-" + reference.version() : plain;
    }

    private static void field(StringBuilder entry, String name, String value) {
        entry.append("  ").append(name).append(" = {").append(value).append("},\n");
    }

    private static String escaped(String text) {
        return text.replaceAll("\\s+", " ")
                .codePoints()
                .filter(sign -> !Character.isISOControl(sign))
                .mapToObj(sign -> ESCAPED.getOrDefault(sign, Character.toString(sign)))
                .collect(Collectors.joining());
    }
}
