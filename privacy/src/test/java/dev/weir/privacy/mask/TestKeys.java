package dev.weir.privacy.mask;

import dev.weir.privacy.keys.WorkspaceKey;
import java.security.SecureRandom;
import java.time.Clock;

/** Keys that nobody else has. */
public final class TestKeys {

    private TestKeys() {}

    public static WorkspaceKey random() {
        return WorkspaceKey.random(Clock.systemUTC(), new SecureRandom());
    }
}
