package dev.weir.jobs.cli.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import java.util.List;

/** What a look found, for tools: {@code schemas/doctor.schema.json}. */
public final class DoctorJson {

    private DoctorJson() {}

    /** @param fixed what was finished or undone first */
    public static String print(List<String> fixed, List<CheckupFinding> findings) {
        ObjectNode json = Json.object();
        json.set("fixed", Json.texts(fixed));
        json.set(
                "findings",
                Json.objects(
                        findings,
                        finding -> Json.object()
                                .put("kind", finding.kind().word())
                                .put("subject", finding.subject())
                                .put("what", finding.what())
                                .put("remedy", finding.remedy())));
        return json.toPrettyString();
    }
}
