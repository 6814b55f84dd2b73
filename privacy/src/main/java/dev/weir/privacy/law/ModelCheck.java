package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.NearestName;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.model.ModelFile;
import dev.weir.privacy.detect.model.NameModel;
import java.util.List;
import java.util.Set;

/** Whether the models of a workspace are there, are the ones that are meant, and find what the law has a name for. */
public final class ModelCheck {

    private ModelCheck() {}

    /** @throws ProblemsException when something is wrong with one */
    public static List<NameModel> models(Workspace workspace, LawPack law) {
        Problems problems = new Problems();
        check(workspace, law, problems);
        problems.throwIfAny();
        return NameModel.of(workspace);
    }

    /** Reads each file, and notes everything that is wrong. */
    public static void check(Workspace workspace, LawPack law, Problems problems) {
        for (TextModel model : workspace.settings().models()) {
            categories(model, law, problems);
            try {
                types(
                        model,
                        ModelFile.read(NameModel.of(workspace.root(), model), model.place())
                                .types(),
                        problems);
            } catch (ProblemsException refused) {
                refused.problems().forEach(problems::add);
            }
        }
        List<String> found = NameModel.categories(NameModel.of(workspace));
        int most = IdentifierForm.MOST - law.forms().size();
        if (found.size() > most) {
            problems.add(
                    Code.INVALID_VALUE,
                    workspace.settings().models().get(0).place(),
                    "models find " + found.size() + " categories: " + String.join(", ", found),
                    "so many cannot be looked for in one pass; with the law's forms, " + IdentifierForm.MOST
                            + " are the most",
                    "take those out that matter least");
        }
    }

    private static void categories(TextModel model, LawPack law, Problems problems) {
        for (String code : model.finds().values()) {
            if (law.category(code).isEmpty() || code.equals(Category.NONE)) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        model.place(),
                        "the model '" + model.file() + "' finds '" + code + "'",
                        "the law pack has no such category of persons' data",
                        NearestName.remedy(
                                code, law.categories().keySet(), "write one that 'weir law' lists, such as NAME"));
            }
        }
    }

    private static void types(TextModel model, Set<String> known, Problems problems) {
        for (String type : model.finds().keySet()) {
            if (!known.contains(type)) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        model.place(),
                        "the model '" + model.file() + "' finds nothing by the name '" + type + "'",
                        "it finds " + String.join(", ", known),
                        NearestName.remedy(type, known, "write one of these under 'finds'"));
            }
        }
    }
}
