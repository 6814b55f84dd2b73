package dev.weir.contracts.standard;

import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlNode;

/**
 * The Open Data Contract Standard v3.1.0 in full, apart from {@link OdcsServers} and {@link OdcsSchema}.
 *
 * <p>Source: the JSON schema that Bitol publishes with it (odcs-json-schema-v3.1.0.json, draft 2019-09), whose
 * {@code format} keywords are annotations only; the conformance suite compares the verdicts.
 */
public final class Odcs {

    static final String BOOK = "ODCS v3.1";

    static final Kind<?> STABLE_ID = Kinds.text(Odcs::isStableId, "a text of letters, digits, '_' and '-'");

    static final Shape AUTHORITATIVE_DEFINITION = Shape.of("an authoritative definition", BOOK)
            .optional("id", STABLE_ID)
            .required("url", Kinds.TEXT)
            .required("type", Kinds.TEXT)
            .optional("description", Kinds.TEXT)
            .build();

    static final Kind<?> AUTHORITATIVE_DEFINITIONS = Kinds.objects(AUTHORITATIVE_DEFINITION);

    static final Shape CUSTOM_PROPERTY = Shape.of("a custom property", BOOK)
            .optional("id", STABLE_ID)
            .required("property", Kinds.TEXT)
            .required("value", Kinds.ANYTHING)
            .optional("description", Kinds.TEXT)
            .build();

    static final Kind<?> CUSTOM_PROPERTIES = Kinds.objects(CUSTOM_PROPERTY);

    static final Shape ROLE = Shape.of("a role", BOOK)
            .optional("id", STABLE_ID)
            .required("role", Kinds.TEXT)
            .optional(Kinds.TEXT, "description", "access", "firstLevelApprovers", "secondLevelApprovers")
            .optional("customProperties", CUSTOM_PROPERTIES)
            .build();

    private static final Shape SUPPORT = Shape.of("a support channel", BOOK)
            .optional("id", STABLE_ID)
            .required("channel", Kinds.TEXT)
            .optional(Kinds.TEXT, "url", "description", "tool", "scope", "invitationUrl")
            .optional("customProperties", CUSTOM_PROPERTIES)
            .build();

    private static final Shape PRICE = Shape.of("the price", BOOK)
            .optional("id", STABLE_ID)
            .optional("priceAmount", Kinds.NUMBER)
            .optional(Kinds.TEXT, "priceCurrency", "priceUnit")
            .build();

    private static final Shape MEMBER = Shape.of("a team member", BOOK)
            .optional("id", STABLE_ID)
            .required("username", Kinds.TEXT)
            .optional(Kinds.TEXT, "name", "description", "role", "dateIn", "dateOut", "replacedByUsername")
            .optional("tags", Kinds.TEXTS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .build();

    private static final Shape TEAM = Shape.of("the team", BOOK)
            .optional("id", STABLE_ID)
            .optional(Kinds.TEXT, "name", "description")
            .optional("members", Kinds.objects(MEMBER))
            .optional("tags", Kinds.TEXTS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .build();

    private static final Shape SERVICE_LEVEL = Shape.of("a service level", BOOK)
            .optional("id", STABLE_ID)
            .required("property", Kinds.TEXT)
            .required("value", Kinds.SINGLE)
            .optional("valueExt", Kinds.SINGLE)
            .optional(Kinds.TEXT, "unit", "element", "driver", "description", "scheduler", "schedule")
            .build();

    /** Its other keys are open in the standard. */
    private static final Shape DESCRIPTION = Shape.of("the description", BOOK)
            .optional(Kinds.TEXT, "usage", "purpose", "limitations")
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .open()
            .build();

    private static final Shape CONTRACT = Shape.of("a contract", BOOK)
            .required("version", Kinds.TEXT)
            .required("kind", Kinds.oneOf("DataContract"))
            .required("apiVersion", Kinds.oneOf("v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0", "v2.2.2", "v2.2.1", "v2.2.0"))
            .required("id", Kinds.TEXT)
            .optional("name", Kinds.TEXT)
            .optional("tenant", Kinds.TEXT)
            .optional("tags", Kinds.TEXTS)
            .required("status", Kinds.TEXT)
            .optional("servers", Kinds.objects(OdcsServers.SERVER))
            .optional("dataProduct", Kinds.TEXT)
            .optional("description", Kinds.object(DESCRIPTION))
            .optional("domain", Kinds.TEXT)
            .optional("schema", Kinds.objects(OdcsSchema.TABLE))
            .optional("support", Kinds.objects(SUPPORT))
            .optional("price", Kinds.object(PRICE))
            .optional("team", Kinds.either(Kinds.object(TEAM), Kinds.objects(MEMBER)))
            .optional("roles", Kinds.objects(ROLE))
            .optional("slaDefaultElement", Kinds.TEXT)
            .optional("slaProperties", Kinds.objects(SERVICE_LEVEL))
            .optional("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
            .optional("customProperties", CUSTOM_PROPERTIES)
            .optional("contractCreatedTs", Kinds.TEXT)
            .build();

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
