package dev.weir.jobs.verb.law;

import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.privacy.gate.RecipientCheck;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import java.util.Optional;

/** The law that decides. */
public final class LawInForce {

    private LawInForce() {}

    /** The law of a workspace; of the newest pack where there is none. */
    public static LawPack of(Optional<WorkspaceFolder> folder) {
        return folder.map(found -> LawPack.of(found.settings().law())).orElseGet(LawInForce::newest);
    }

    /** The newest pack that is shipped. */
    public static LawPack newest() {
        List<String> shipped = LawPack.shipped();
        return LawPack.load(shipped.get(shipped.size() - 1));
    }

    /**
     * The law of a workspace, which its recipients fit.
     *
     * @throws ProblemsException when they do not
     */
    static LawPack fitting(Workspace workspace) {
        LawPack law = LawPack.of(workspace.law());
        Problems problems = new Problems();
        new RecipientCheck(law, problems).check(workspace);
        problems.throwIfAny();
        return law;
    }
}
