package dev.weir.jobs.cli.workspace;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.text.Nearest;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.change.Evolution;
import dev.weir.privacy.gate.RecipientCheck;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.Instant;
import java.util.List;

/** Reads the workspace that a command's options name. */
public final class Workspaces {

    private Workspaces() {}

    /** The whole of it. */
    public static Workspace read(WorkspaceOption option) {
        return WorkspaceReader.read(option.root(), option.profile(), System.getenv(), Grammars.languages());
    }

    /** The newest law pack that is shipped. */
    public static LawPack newestLaw() {
        List<String> shipped = LawPack.shipped();
        return LawPack.load(shipped.get(shipped.size() - 1));
    }

    /** The whole of it, every product planned and compared with its last release: what {@code weir validate} asks for. */
    public static Soundness.Sound sound(WorkspaceOption option) {
        return Soundness.of(option.root(), option.profile(), System.getenv(), Instant.now());
    }

    /** What has changed in each contract of a product since its last release; none before the first. */
    public static List<Evolution> changes(Workspace workspace, Plan plan) {
        return StoredReleaseLog.of(workspace)
                .latest(plan.product().id())
                .map(last -> Evolution.since(last, plan))
                .orElse(List.of());
    }

    /**
     * The law of a workspace, which its recipients fit.
     *
     * @throws dev.weir.contracts.ProblemsException when they do not
     */
    public static LawPack lawOf(Workspace workspace) {
        LawPack law = LawPack.of(workspace.law());
        Problems problems = new Problems();
        new RecipientCheck(law, problems).check(workspace);
        problems.throwIfAny();
        return law;
    }

    /** The law of the workspace that the options name; of the newest pack where there is no workspace. */
    public static LawPack law(WorkspaceOption option) {
        return option.nearest().isPresent() ? LawPack.of(settings(option).law()) : newestLaw();
    }

    /** What {@code weir.yaml} alone says: for commands that look at releases. */
    public static Workspace settings(WorkspaceOption option) {
        return WorkspaceReader.readSettings(option.root(), option.profile(), System.getenv());
    }

    /** Says which products there are, where the named one is none of them. */
    public static void requireProduct(Workspace workspace, String product) {
        if (workspace.product(product).isEmpty()) {
            List<String> products =
                    workspace.products().stream().map(Product::id).toList();
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("contracts"),
                    "There is no product '" + product + "'",
                    products.isEmpty() ? "the workspace has none" : "the workspace has " + String.join(", ", products),
                    products.isEmpty()
                            ? "describe one in contracts/, as docs/language.md says"
                            : Nearest.remedy(product, products, "name one of these"));
        }
    }
}
