package dev.weir.quality.dqdl;

import dev.weir.quality.SparkFixture;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.RuntimeConfig;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For tests of many queries over small tables, where compiling each query would take most of the time. */
public final class InterpretedQueries implements BeforeAllCallback, AfterAllCallback {

    private static final Map<String, String> QUICK = Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.shuffle.partitions", "1");

    private final Map<String, String> usual = new LinkedHashMap<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        RuntimeConfig config = SparkFixture.spark().conf();
        QUICK.keySet().forEach(key -> usual.put(key, config.get(key)));
        QUICK.forEach(config::set);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        usual.forEach(SparkFixture.spark().conf()::set);
    }
}
