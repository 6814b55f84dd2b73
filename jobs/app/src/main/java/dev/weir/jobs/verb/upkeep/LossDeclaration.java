package dev.weir.jobs.verb.upkeep;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.roles.Act;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.jobs.desk.TrustedSigners;
import dev.weir.jobs.verb.proof.ReleaseVerification;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.acts.Permit;
import dev.weir.releases.evidence.Verification;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.Loss;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The declaration that the rows of a damaged release are lost, so that no command waits for them.
 *
 * @param loss what is on record, or would be
 * @param damage what is not as it was signed; empty where the loss is on record already
 */
public record LossDeclaration(Loss loss, List<Problem> damage) {

    /** The checks that tell of rows. What else is broken makes no row be lost. */
    private static final Set<String> OF_ROWS = Set.of("data files", "tables", "rows");

    public LossDeclaration {
        damage = List.copyOf(damage);
    }

    /**
     * Looks at the whole release first: of one that is as it was signed nothing is lost.
     *
     * @param because why nothing brings the rows back
     * @param apply whether to put it on record
     * @throws ProblemsException where the release is whole, or was let go
     */
    public static LossDeclaration of(
            Desk desk, String product, long release, String because, String by, boolean apply) {
        ProductLog opened = desk.known(product);
        String reference = product + "@" + release;
        opened.log().read(product, release);
        Optional<Loss> before = Loss.of(opened.log().files(), opened.log().keys(), product, release);
        if (before.isPresent()) {
            return new LossDeclaration(before.get(), List.of());
        }
        Expiry.requireKept(opened.log(), product, release);
        opened.requireSigned(product, release);
        List<Problem> damage = damage(desk, reference);
        if (damage.isEmpty()) {
            throw ProblemsException.usage(
                    "--lost",
                    reference + " is whole, and nothing was declared lost",
                    "all of its rows are there, as they were signed",
                    "Nothing is left to do.");
        }
        Permit permit = desk.accessGuard(by).alone(ActDetails.of(Act.CORRECT, "lost rows of", reference));
        Loss loss = new Loss(product, release, permit.name(by), desk.now(), because);
        if (apply) {
            permit.enter();
            Loss declared = loss.declare(opened.log());
            ExpiryResult.enter(desk, opened.settings(), product, List.of(release));
            return new LossDeclaration(declared, damage);
        }
        return new LossDeclaration(loss, damage);
    }

    private static List<Problem> damage(Desk desk, String reference) {
        Verification.Result found = ReleaseVerification.of(
                desk,
                reference,
                ReleaseVerification.Depth.DEEP,
                new ReleaseVerification.Question(
                        ReleaseVerification.Extent.ONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new TrustedSigners(List.of(), List.of())),
                more -> {});
        return found.checks().stream()
                .filter(check -> OF_ROWS.contains(check.name()))
                .flatMap(check -> check.broken().stream())
                .toList();
    }
}
