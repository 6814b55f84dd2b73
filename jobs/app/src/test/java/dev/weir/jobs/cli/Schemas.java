package dev.weir.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The published schemas of what commands print. */
public final class Schemas {

    private Schemas() {}

    /** Whether it is as its schema says. */
    public static boolean valid(String schema, JsonNode json) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(Schemas.class.getResourceAsStream("/schemas/" + schema + ".schema.json"))) {
            return JsonSchemaFactory.getInstance(
                            SpecVersion.VersionFlag.V202012,
                            builder -> builder.schemaMappers(
                                    mappers -> mappers.mapPrefix("https://weir.dev/schemas/", "classpath:schemas/")))
                    .getSchema(file)
                    .validate(json)
                    .isEmpty();
        }
    }
}
