package dev.weir.contracts.standard;

import dev.weir.contracts.Code;
import dev.weir.contracts.Mechanism;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.util.stream.Stream;

/** The form of {@code contracts/recipients.yaml}. */
final class RecipientsFile {

    private static final String BOOK = "recipients.yaml";

    private static final Shape EXEMPTION = Shape.of("an exemption", BOOK)
            .required("claim", Kinds.oneOf("transit", "contract", "hr", "emergency"))
            .required("evidence", Kinds.TEXT)
            .build();

    private static final Shape PAPER = Shape.of("a reference", BOOK)
            .required("reference", Kinds.TEXT)
            .required("on", Kinds.DAY)
            .build();

    private static final Shape NO_CONSENT = Shape.of("'noConsent'", BOOK)
            .required("because", Kinds.TEXT)
            .required("by", Kinds.TEXT)
            .build();

    private static final Shape MECHANISM = Shape.of("a mechanism", BOOK)
            .required(
                    "type",
                    Kinds.oneOf(Stream.of(Mechanism.Type.values())
                            .map(Mechanism.Type::name)
                            .toList()))
            .required("number", Kinds.TEXT)
            .required("products", Kinds.someOf(Kinds.TEXT))
            .required("categories", Kinds.someOf(Kinds.TEXT))
            .optional("people", Kinds.COUNT)
            .optional(Kinds.DAY, "issued", "effective", "lastValidDay")
            .build();

    private static final Shape MASK = Shape.of("a mask", BOOK)
            .optional(Kinds.TEXT, "category", "column", "because")
            .required("mask", Kinds.either(Kinds.TEXT, Kinds.OPEN_OBJECT))
            .further(RecipientsFile::oneTarget)
            .build();

    private static final Shape RECIPIENT = Shape.of("a recipient", BOOK)
            .required("id", Kinds.like("^[A-Za-z0-9][A-Za-z0-9_-]*$", "letters, digits, '_' and '-'"))
            .required("name", Kinds.TEXT)
            .optional("region", Kinds.like("^[A-Z]{2}$", "two capital letters of ISO 3166-1, such as GB or HK"))
            .optional(Kinds.FLAG, "foreign", "restrictedList")
            .optional("access", Kinds.oneOf("transfer", "remote-view", "foreign-authority"))
            .optional("products", Kinds.TEXTS)
            .optional("purpose", Kinds.TEXT)
            .optional(
                    "basis",
                    Kinds.oneOf(
                            "consent",
                            "contract",
                            "human-resources",
                            "legal-duty",
                            "emergency",
                            "public-interest",
                            "published"))
            .optional("exemption", Kinds.object(EXEMPTION))
            .optional("mechanisms", Kinds.listOf(Kinds.object(MECHANISM)))
            .optional(Kinds.object(PAPER), "notice", "consent", "assessment")
            .optional("noConsent", Kinds.object(NO_CONSENT))
            .optional("masks", Kinds.listOf(Kinds.object(MASK)))
            .optional("format", Kinds.oneOf("parquet", "iceberg", "delta"))
            .build();

    private static final Shape RECIPIENTS = Shape.of("the file of recipients", BOOK)
            .optional("$schema", Kinds.TEXT)
            .required("recipients", Kinds.listOf(Kinds.object(RECIPIENT)))
            .build();

    private RecipientsFile() {}

    static void check(YamlNode document, Problems problems) {
        RECIPIENTS.check(document, problems);
    }

    private static void oneTarget(YamlMap mask, Problems problems) {
        if (mask.has("category") == mask.has("column")) {
            problems.add(
                    mask.has("category") ? Code.INVALID_VALUE : Code.MISSING_FIELD,
                    mask.has("category") ? mask.placeOfKey("column") : mask.place(),
                    "a mask has "
                            + (mask.has("category") ? "'category' and 'column'" : "neither 'category' nor 'column'"),
                    BOOK + " asks for one of them",
                    mask.has("category") ? "take one of them out" : "add the one that is meant");
        }
    }
}
