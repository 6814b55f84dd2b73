package dev.weir.jobs.verb.run;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.rerun.Rerun;
import dev.weir.jobs.engine.rerun.RerunResult;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.ReleaseReference;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Builds a release again from what it was made of, and compares content hashes. */
public final class ReleaseRerun {

    private ReleaseRerun() {}

    /**
     * Leaves nothing in the workspace.
     *
     * @param release such as {@code clinical@12}; without a number, the newest
     * @param from a release that is taken as it was released, its content hash checked
     */
    public static RerunResult of(Desk desk, String release, Optional<Long> from, RunEvent.Listener progress) {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = desk.known(reference.product());
        Manifest manifest = reference.in(opened.log());
        ProofFiles proof = new ProofFiles(opened.log().files(), manifest.product());
        Function<Manifest, Workspace> recorded =
                made -> RecordedWorkspace.of(desk.folder(), made, sha256 -> proof.read(ProofFiles.Kind.OBJECT, sha256));
        Workspace then = recorded.apply(manifest);
        desk.caller().engineBeginsAside();
        try (WeirSession session = WeirSession.reading(then)) {
            return new Rerun(session, recorded, WeirVersion.number(), progress)
                    .of(manifest, from.map(OptionalLong::of).orElse(OptionalLong.empty()));
        }
    }
}
