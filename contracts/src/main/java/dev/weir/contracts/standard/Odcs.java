package dev.weir.contracts.standard;

import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlNode;

/**
 * The Open Data Contract Standard v3.2.0 in full, apart from {@link OdcsServers} and {@link OdcsSchema}.
 *
 * <p>Source: the JSON schema that Bitol publishes with it (odcs-json-schema-v3.2.0.json, draft 2019-09), whose
 * {@code format} keywords are annotations only; the conformance suite compares the verdicts.
 */
public final class Odcs {

    static final String BOOK = "ODCS v3.2";

    static final FieldKind<?> STABLE_ID = FieldKinds.text(Odcs::isStableId, "a text of letters, digits, '_' and '-'");

    static final Shape AUTHORITATIVE_DEFINITION = Shape.of("an authoritative definition", BOOK)
            .optional("id", STABLE_ID)
            .required("url", FieldKinds.TEXT)
            .required("type", FieldKinds.TEXT)
            .optional("description", FieldKinds.TEXT);

    static final FieldKind<?> AUTHORITATIVE_DEFINITIONS = FieldKinds.objects(AUTHORITATIVE_DEFINITION);

    static final Shape CUSTOM_PROPERTY = Shape.of("a custom property", BOOK)
            .optional("id", STABLE_ID)
            .required("property", FieldKinds.TEXT)
            .required("value", FieldKinds.ANYTHING)
            .optional(FieldKinds.TEXT, "description", "vendor");

    static final FieldKind<?> CUSTOM_PROPERTIES = FieldKinds.objects(CUSTOM_PROPERTY);

    private static final Shape STATEMENT = Shape.of("a verified statement", BOOK)
            .optional("id", FieldKinds.TEXT)
            .required("question", FieldKinds.TEXT)
            .optional("answer", FieldKinds.TEXT)
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .optional("tags", FieldKinds.TEXTS)
            .optional("customProperties", CUSTOM_PROPERTIES);

    private static final Shape CONSTRAINT = Shape.of("a constraint of the context", BOOK)
            .optional("id", FieldKinds.TEXT)
            .required("constraint", FieldKinds.TEXT)
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .optional("tags", FieldKinds.TEXTS)
            .optional("customProperties", CUSTOM_PROPERTIES);

    /** What tools that answer questions should know; for readers, and not checked. */
    static final FieldKind<?> CONTEXT = FieldKinds.either(
            FieldKinds.TEXT,
            FieldKinds.object(Shape.of("the context", BOOK)
                    .optional("instructions", FieldKinds.TEXT)
                    .optional("verifiedStatements", FieldKinds.objects(STATEMENT))
                    .optional("constraints", FieldKinds.objects(CONSTRAINT))));

    static final Shape ROLE = Shape.of("a role", BOOK)
            .optional("id", STABLE_ID)
            .required("role", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "description", "access", "firstLevelApprovers", "secondLevelApprovers")
            .optional("customProperties", CUSTOM_PROPERTIES);

    private static final Shape SUPPORT = Shape.of("a support channel", BOOK)
            .optional("id", STABLE_ID)
            .required("channel", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "url", "description", "tool", "scope", "invitationUrl")
            .optional("customProperties", CUSTOM_PROPERTIES);

    private static final Shape PRICE = Shape.of("the price", BOOK)
            .optional("id", STABLE_ID)
            .optional("priceAmount", FieldKinds.NUMBER)
            .optional(FieldKinds.TEXT, "priceCurrency", "priceUnit");

    private static final Shape MEMBER = Shape.of("a team member", BOOK)
            .optional("id", STABLE_ID)
            .required("username", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "name", "description", "role", "dateIn", "dateOut", "replacedByUsername")
            .optional("tags", FieldKinds.TEXTS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS);

    private static final Shape TEAM = Shape.of("the team", BOOK)
            .optional("id", STABLE_ID)
            .optional(FieldKinds.TEXT, "name", "description")
            .optional("members", FieldKinds.objects(MEMBER))
            .optional("tags", FieldKinds.TEXTS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS);

    private static final Shape SERVICE_LEVEL = Shape.of("a service level", BOOK)
            .optional("id", STABLE_ID)
            .required("property", FieldKinds.TEXT)
            .required("value", FieldKinds.SINGLE)
            .optional("valueExt", FieldKinds.SINGLE)
            .optional(FieldKinds.TEXT, "unit", "element", "driver", "description", "scheduler", "schedule")
            .optional("customProperties", CUSTOM_PROPERTIES)
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS);

    /** Its other keys are open in the standard. */
    private static final Shape DESCRIPTION = Shape.of("the description", BOOK)
            .optional(FieldKinds.TEXT, "usage", "purpose", "limitations")
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .open();

    private static final Shape CONTRACT = Shape.of("a contract", BOOK)
            .required("version", FieldKinds.TEXT)
            .required("kind", FieldKinds.oneOf("DataContract"))
            .required(
                    "apiVersion",
                    FieldKinds.oneOf("v3.2.0", "v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0", "v2.2.2", "v2.2.1", "v2.2.0"))
            .required("id", FieldKinds.TEXT)
            .optional("name", FieldKinds.TEXT)
            .optional("tenant", FieldKinds.TEXT)
            .optional("tags", FieldKinds.TEXTS)
            .optional("status", FieldKinds.TEXT)
            .optional("servers", FieldKinds.objects(OdcsServers.SERVER))
            .optional("dataProduct", FieldKinds.TEXT)
            .optional("description", FieldKinds.object(DESCRIPTION))
            .optional("domain", FieldKinds.TEXT)
            .optional("context", CONTEXT)
            .optional("schema", FieldKinds.objects(OdcsSchema.TABLE))
            .optional("support", FieldKinds.objects(SUPPORT))
            .optional("price", FieldKinds.object(PRICE))
            .optional("team", FieldKinds.either(FieldKinds.object(TEAM), FieldKinds.objects(MEMBER)))
            .optional("roles", FieldKinds.objects(ROLE))
            .optional("slaDefaultElement", FieldKinds.TEXT)
            .optional("slaProperties", FieldKinds.objects(SERVICE_LEVEL))
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .optional("contractCreatedTs", FieldKinds.TEXT);

    private Odcs() {}

    /** Tells everything in which a document departs from the standard. */
    public static void check(YamlNode document, Problems problems) {
        CONTRACT.check(document, problems);
    }

    private static boolean isStableId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
            boolean digit = character >= '0' && character <= '9';
            if (!letter && !digit && character != '_' && character != '-') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
