package dev.weir.jobs.verb.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.privacy.keys.KeyEnd;
import dev.weir.releases.evidence.Check;
import dev.weir.releases.evidence.Verification;
import java.util.Locale;

/** A verification for tools: {@code schemas/verify.schema.json}. */
final class VerifyJson {

    private VerifyJson() {}

    static ObjectNode of(Verification.Result result) {
        ObjectNode node = Json.object().put("product", result.product());
        node.set(
                "releases",
                Json.texts(result.releases().stream().map(Manifest::reference).toList()));
        node.put("whole", result.isWhole());
        node.put("newest", result.newest()).put("head", result.head());
        node.put("answer", result.answer().name().toLowerCase(Locale.ROOT));
        node.set("keys", Json.objects(result.keys(), VerifyJson::key));
        node.set("checks", Json.objects(result.checks(), VerifyJson::check));
        return node;
    }

    private static ObjectNode check(Check check) {
        ObjectNode node = Json.object()
                .put("name", check.name())
                .put("looked", check.looked())
                .put("whole", check.isWhole())
                .put("let-go", check.letGo());
        node.set("notes", Json.texts(check.notes()));
        node.set("broken", Json.objects(check.broken(), VerifyJson::problem));
        return node;
    }

    private static ObjectNode key(Verification.Signer signer) {
        ObjectNode node = Json.object()
                .put("fingerprint", signer.key().fingerprint())
                .put("algorithm", signer.key().key().algorithm().word())
                .put("trusted", signer.key().grounds().name().toLowerCase(Locale.ROOT))
                .put("place", signer.key().place())
                .put("manifests", signer.manifests());
        signer.key().key().end().ifPresent(end -> node.set("end", end(end)));
        return node;
    }

    /** Until when a key counts. */
    static ObjectNode end(KeyEnd end) {
        ObjectNode node = Json.object()
                .put("at", end.at().toString())
                .put("next", end.next())
                .put("compromised", end.compromised());
        node.set(
                "releases",
                Json.texts(end.releases().stream()
                        .map(last -> last.product() + "@" + last.number())
                        .toList()));
        return node;
    }

    private static ObjectNode problem(Problem problem) {
        return Json.object()
                .put("code", problem.code().id())
                .put("place", problem.place().file())
                .put("what", problem.what())
                .put("why", problem.why())
                .put("remedy", problem.remedy());
    }
}
