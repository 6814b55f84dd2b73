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

    private static final FieldKind<?> CUSTOM_PROPERTIES =
            FieldKinds.listOf(FieldKinds.object(Shape.of("a custom property", BOOK)
                    .required("property", FieldKinds.TEXT)
                    .required("value", FieldKinds.ANYTHING)
                    .optional("description", FieldKinds.TEXT)));

    private static final FieldKind<?> AUTHORITATIVE_DEFINITIONS =
            FieldKinds.listOf(FieldKinds.object(Shape.of("an authoritative definition", BOOK)
                    .required("type", FieldKinds.TEXT)
                    .required("url", FieldKinds.TEXT)
                    .optional("description", FieldKinds.TEXT)));

    private static final Shape DESCRIPTION = Shape.of("the description", BOOK)
            .optional(FieldKinds.TEXT, "purpose", "limitations", "usage")
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .optional("customProperties", CUSTOM_PROPERTIES);

    private static final Shape INPUT_PORT = annotated(Shape.of("an input port", BOOK))
            .required("name", FieldKinds.TEXT)
            .required("version", FieldKinds.TEXT)
            .required("contractId", FieldKinds.TEXT);

    private static final Shape BILL_OF_MATERIALS =
            Shape.of("an sbom entry", BOOK).optional("type", FieldKinds.TEXT).required("url", FieldKinds.TEXT);

    private static final Shape INPUT_CONTRACT =
            Shape.of("an input contract", BOOK).required("id", FieldKinds.TEXT).required("version", FieldKinds.TEXT);

    private static final Shape OUTPUT_PORT = annotated(Shape.of("an output port", BOOK))
            .required("name", FieldKinds.TEXT)
            .required("version", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "description", "type", "contractId")
            .optional("sbom", FieldKinds.objects(BILL_OF_MATERIALS))
            .optional("inputContracts", FieldKinds.objects(INPUT_CONTRACT));

    private static final Shape MANAGEMENT_PORT = annotated(Shape.of("a management port", BOOK))
            .required("name", FieldKinds.TEXT)
            .required("content", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "type", "url", "channel", "description");

    private static final Shape SUPPORT = annotated(Shape.of("a support channel", BOOK))
            .required("channel", FieldKinds.TEXT)
            .required("url", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "description", "tool", "scope", "invitationUrl");

    private static final Shape MEMBER = annotated(Shape.of("a team member", BOOK))
            .required("username", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "name", "description", "role", "dateIn", "dateOut", "replacedByUsername");

    private static final Shape TEAM = annotated(Shape.of("the team", BOOK))
            .optional(FieldKinds.TEXT, "name", "description")
            .optional("members", FieldKinds.objects(MEMBER));

    private static final Shape PRODUCT = annotated(Shape.of("a product", BOOK))
            .required("apiVersion", FieldKinds.oneOf("v0.9.0", "v1.0.0"))
            .required("kind", FieldKinds.oneOf("DataProduct"))
            .required("id", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "name", "version")
            .required("status", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "domain", "tenant")
            .optional("description", FieldKinds.object(DESCRIPTION))
            .optional("inputPorts", FieldKinds.objects(INPUT_PORT))
            .optional("outputPorts", FieldKinds.objects(OUTPUT_PORT))
            .optional("managementPorts", FieldKinds.objects(MANAGEMENT_PORT))
            .optional("support", FieldKinds.objects(SUPPORT))
            .optional("team", FieldKinds.object(TEAM))
            .optional("productCreatedTs", FieldKinds.TEXT);

    private Odps() {}

    /** Tells everything in which a document departs from the standard. */
    public static void check(YamlNode document, Problems problems) {
        PRODUCT.check(document, problems);
    }

    private static Shape annotated(Shape shape) {
        return shape.optional("tags", FieldKinds.TEXTS)
                .optional("customProperties", CUSTOM_PROPERTIES)
                .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS);
    }
}
