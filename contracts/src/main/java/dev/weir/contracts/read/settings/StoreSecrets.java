package dev.weir.contracts.read.settings;

import dev.weir.contracts.yaml.YamlScalar;
import java.util.regex.Pattern;

/** Secrets of object stores among Spark's settings: a profile may name a variable for one, and never the secret itself. */
final class StoreSecrets {

    private static final Pattern NAME =
            Pattern.compile("spark\\.hadoop\\.fs\\.s3[an]?\\..*(secret\\.key|session\\.token|encryption\\.key)");

    private StoreSecrets() {}

    /** Whether a setting is such a secret, and written out. */
    static boolean isWritten(String name, YamlScalar value) {
        return NAME.matcher(name).matches() && !DatabaseAccess.isVariable(value);
    }
}
