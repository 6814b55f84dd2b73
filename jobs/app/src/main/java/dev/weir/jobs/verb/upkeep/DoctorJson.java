package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;

/** What a look found, for tools: {@code schemas/doctor.schema.json}. */
public final class DoctorJson {

    private DoctorJson() {}

    public static ObjectNode of(Diagnosis found) {
        ObjectNode json = Json.object();
        json.set("tried", Json.texts(found.tried()));
        json.set("fixed", Json.texts(found.fixed()));
        json.set(
                "findings",
                Json.objects(
                        found.findings(),
                        finding -> Json.object()
                                .put("kind", finding.kind().word())
                                .put("subject", finding.subject())
                                .put("what", finding.what())
                                .put("remedy", finding.remedy())));
        return json;
    }
}
