package dev.weir.jobs.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.jobs.engine.settings.SessionSettings;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.releases.evidence.EvidencePiece;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.IcebergBuild;
import org.apache.spark.sql.SparkSession;

/** Versions and settings of what makes a release, {@code weir-environment-1}. Settings are named here: no other is looked at. */
final class EnvironmentEvidence {

    private static final List<String> SETTINGS = List.of(
            "spark.default.parallelism",
            "spark.io.encryption.enabled",
            "spark.sql.adaptive.enabled",
            "spark.sql.legacy.timeParserPolicy",
            "spark.sql.storeAssignmentPolicy");

    private EnvironmentEvidence() {}

    static EvidencePiece of(SparkSession spark, String weir) {
        ObjectNode node = Json.object().put("schema", "weir-environment-1").put("weir", weir);
        node.put("spark", spark.version())
                .put("iceberg", IcebergBuild.version())
                .put("delta", io.delta.package$.MODULE$.VERSION())
                .put("opennlp", NameModel.version());
        node.put("java", System.getProperty("java.runtime.version", ""))
                .put("java-vendor", System.getProperty("java.vendor", ""))
                .put("system", System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""))
                .put("architecture", System.getProperty("os.arch", ""))
                .put("time-zone", ZoneId.systemDefault().getId())
                .put("charset", Charset.defaultCharset().name())
                .put("locale", Locale.getDefault().toLanguageTag());
        ObjectNode settings = node.putObject("settings");
        Set<String> named = new TreeSet<>(SETTINGS);
        named.addAll(SessionSettings.of(ZoneOffset.UTC).keySet());
        for (String setting : named) {
            if (spark.conf().contains(setting)) {
                settings.put(setting, spark.conf().get(setting));
            }
        }
        return EvidencePiece.of(EvidenceKind.ENVIRONMENT, "environment.json", Json.print(node));
    }
}
