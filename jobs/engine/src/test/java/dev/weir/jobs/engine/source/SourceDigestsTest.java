package dev.weir.jobs.engine.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.SourceCount.SourceFile;
import dev.weir.contracts.release.SourceDigest;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.PlanCases;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands for a source file in what readers of a release see. */
class SourceDigestsTest {

    private static final String HASH = Sha256.hex("pid,name\np1,a\n");

    private final WorkspaceKey key = WorkspaceKey.random(Clock.systemUTC(), new SecureRandom());

    @Test
    void isTheHashWhereNothingIsMasked() {
        assertThat(digests("delta", key).of(HASH)).isEqualTo(SourceDigest.bare(HASH));
    }

    @Test
    void isKeyedWhereAnythingIs() {
        SourceDigest digest = digests("markers", key).of(HASH);
        assertThat(digest.key()).hasValue(key.id());
        assertThat(digest.hex()).isNotEqualTo(HASH).matches("[0-9a-f]{64}");
        assertThat(digests("markers", key).of(HASH)).isEqualTo(digest);
        assertThat(digests("markers", key).of(Sha256.hex("other"))).isNotEqualTo(digest);
        WorkspaceKey other = WorkspaceKey.random(Clock.systemUTC(), new SecureRandom());
        assertThat(digests("markers", other).of(HASH).hex()).isNotEqualTo(digest.hex());
        assertThat(digests("fused", key).of(HASH).hex()).as("another product's").isNotEqualTo(digest.hex());
    }

    @Test
    void isComparedInTheWayInWhichItWasRecorded() {
        SourceDigests digests = digests("markers", key);
        String changed = Sha256.hex("other");
        for (SourceDigest recorded : List.of(digests.of(HASH), SourceDigest.bare(HASH))) {
            assertThat(digests.isOf(HASH, recorded)).isTrue();
            assertThat(digests.isOf(changed, recorded)).isFalse();
        }
        var paths = digests.paths(List.of(
                new SourceFile("raw/bare.csv", 1, "", SourceDigest.bare(changed)),
                new SourceFile("raw/keyed.csv", 1, "", digests.of(HASH))));
        assertThat(paths.apply(HASH)).hasValue("raw/keyed.csv");
        assertThat(paths.apply(changed)).hasValue("raw/bare.csv");
        assertThat(paths.apply(Sha256.hex("third"))).isEmpty();
    }

    private static SourceDigests digests(String name, WorkspaceKey key) {
        Workspace workspace = requireNonNull(PlanCases.all().get(name)).build();
        return SourceDigests.of(
                workspace,
                new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                        .plan(workspace, workspace.products().get(0).id(), workspace.day(Instant.now())),
                key);
    }
}
