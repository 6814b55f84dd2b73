package dev.weir.contracts.standard;

import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlNode;

/**
 * Bitol's Open Data Product Standard v1.0.0 in full.
 *
 * <p>Source: the JSON schema that Bitol publishes with it (odps-json-schema-v1.0.0.json), whose {@code format} keywords
 * are annotations only; the conformance suite compares the verdicts.
 */
public final class Odps {

    private static final String BOOK = "ODPS v1.0";

    private static final Kind<?> CUSTOM_PROPERTIES = Kinds.listOf(Kinds.object(Shape.of("a custom property", BOOK)
            .required("property", Kinds.TEXT)
            .required("value", Kinds.ANYTHING)
            .optional("description", Kinds.TEXT)
            .build()));

    private static final Kind<?> AUTHORITATIVE_DEFINITIONS =
            Kinds.listOf(Kinds.object(Shape.of("an authoritative definition", BOOK)
                    .required("type", Kinds.TEXT)
                    .required("url", Kinds.TEXT)
                    .optional("description", Kinds.TEXT)
                    .build()));

    private static final Shape DESCRIPTION = Shape.of("the description", BOOK)
            .optional(Kinds.TEXT, "purpose", "limitations", "usage")
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .build();

    private static final Shape INPUT_PORT = annotated(Shape.of("an input port", BOOK))
            .required("name", Kinds.TEXT)
            .required("version", Kinds.TEXT)
            .required("contractId", Kinds.TEXT)
            .build();

    private static final Shape BILL_OF_MATERIALS = Shape.of("an sbom entry", BOOK)
            .optional("type", Kinds.TEXT)
            .required("url", Kinds.TEXT)
            .build();

    private static final Shape INPUT_CONTRACT = Shape.of("an input contract", BOOK)
            .required("id", Kinds.TEXT)
            .required("version", Kinds.TEXT)
            .build();

    private static final Shape OUTPUT_PORT = annotated(Shape.of("an output port", BOOK))
            .required("name", Kinds.TEXT)
            .required("version", Kinds.TEXT)
            .optional(Kinds.TEXT, "description", "type", "contractId")
            .optional("sbom", Kinds.objects(BILL_OF_MATERIALS))
            .optional("inputContracts", Kinds.objects(INPUT_CONTRACT))
            .build();

    private static final Shape MANAGEMENT_PORT = annotated(Shape.of("a management port", BOOK))
            .required("name", Kinds.TEXT)
            .required("content", Kinds.TEXT)
            .optional(Kinds.TEXT, "type", "url", "channel", "description")
            .build();

    private static final Shape SUPPORT = annotated(Shape.of("a support channel", BOOK))
            .required("channel", Kinds.TEXT)
            .required("url", Kinds.TEXT)
            .optional(Kinds.TEXT, "description", "tool", "scope", "invitationUrl")
            .build();

    private static final Shape MEMBER = annotated(Shape.of("a team member", BOOK))
            .required("username", Kinds.TEXT)
            .optional(Kinds.TEXT, "name", "description", "role", "dateIn", "dateOut", "replacedByUsername")
            .build();

    private static final Shape TEAM = annotated(Shape.of("the team", BOOK))
            .optional(Kinds.TEXT, "name", "description")
            .optional("members", Kinds.objects(MEMBER))
            .build();

    private static final Shape PRODUCT = annotated(Shape.of("a product", BOOK))
            .required("apiVersion", Kinds.oneOf("v0.9.0", "v1.0.0"))
            .required("kind", Kinds.oneOf("DataProduct"))
            .required("id", Kinds.TEXT)
            .optional(Kinds.TEXT, "name", "version")
            .required("status", Kinds.TEXT)
            .optional(Kinds.TEXT, "domain", "tenant")
            .optional("description", Kinds.object(DESCRIPTION))
            .optional("inputPorts", Kinds.objects(INPUT_PORT))
            .optional("outputPorts", Kinds.objects(OUTPUT_PORT))
            .optional("managementPorts", Kinds.objects(MANAGEMENT_PORT))
            .optional("support", Kinds.objects(SUPPORT))
            .optional("team", Kinds.object(TEAM))
            .optional("productCreatedTs", Kinds.TEXT)
            .build();

    private Odps() {}

    /** Tells everything in which a document departs from the standard. */
    public static void check(YamlNode document, Problems problems) {
        PRODUCT.check(document, problems);
    }

    private static Shape.Builder annotated(Shape.Builder shape) {
        return shape.optional("tags", Kinds.TEXTS)
                .optional("customProperties", CUSTOM_PROPERTIES)
                .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS);
    }
}
