package dev.weir.releases.log;

import dev.weir.contracts.settings.SigningSettings;
import dev.weir.privacy.keys.SigningKeys;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A pair that signs tags and pins. */
public final class SampleKeys {

    private SampleKeys() {}

    /** The pair of a folder, made when there is none. */
    public static LogKeys in(Path folder) {
        SigningKeys keys = SigningKeys.of(folder, SigningSettings.USUAL);
        keys.readOrMake(new SecureRandom());
        return LogKeys.of(keys);
    }
}
