package dev.weir.jobs.engine.report;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.Publication;
import java.util.List;

/** What people should know of a release that was published; a problem where it was not. */
public record PublishedNotes(Manifest manifest) implements Publication.Cases<List<String>> {

    @Override
    public List<String> done(Publication.Done done) {
        return done.notes();
    }

    @Override
    public List<String> refused(Publication.Refused refused) {
        throw ProblemsException.of(
                Code.CONFLICT,
                Place.of(manifest.reference()),
                "Another run has published " + refused.winner().reference() + " first",
                "both were made on the release before it",
                "Look at that release, then decide again.");
    }

    @Override
    public List<String> unknown(Publication.Unknown unknown) {
        throw new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(manifest.reference()),
                        "Whether release " + manifest.reference() + " was published is not known",
                        "the release log's answer was lost, and it cannot be read",
                        "See to the store, then run any command of this product: it settles the matter.")),
                unknown.cause());
    }
}
