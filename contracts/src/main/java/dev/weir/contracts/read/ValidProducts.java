package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.LanguageParsers;
import dev.weir.contracts.read.settings.WorkspaceFile;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which products are right in a workspace that is not. A product is, when none of its files has a problem, and when it comes
 * out the same from its own files alone: then nothing that could not be read has a part in it.
 */
public final class ValidProducts {

    private static final String CONTRACTS = "contracts/";
    private static final String RECIPIENTS = CONTRACTS + "recipients.yaml";

    private final Path root;
    private final Optional<String> profile;
    private final Map<String, String> environment;
    private final LanguageParsers languages;

    /** The parameters are those of {@link WorkspaceReader#read}. */
    public ValidProducts(
            Path root, Optional<String> profile, Map<String, String> environment, LanguageParsers languages) {
        this.root = root.toAbsolutePath().normalize();
        this.profile = profile;
        this.environment = Map.copyOf(environment);
        this.languages = languages;
    }

    /**
     * Their ids. None where a problem may be anybody's: in {@code weir.yaml}, in a rule file that belongs to no product that is
     * known, in a name that two have.
     *
     * @param outcome the workspace, with its problems
     */
    public Set<String> of(WorkspaceReader.Outcome outcome) {
        Set<String> sound = new LinkedHashSet<>();
        if (outcome.workspace().isEmpty()) {
            return sound;
        }
        List<Product> products = outcome.workspace().get().products();
        Set<String> owned = new HashSet<>();
        products.forEach(product -> product.files().forEach(file -> owned.add(file.path())));
        if (outcome.problems().stream().anyMatch(problem -> isAnybodys(problem, owned))) {
            return sound;
        }
        products.stream()
                .filter(product -> outcome.problems().stream().noneMatch(problem -> isIn(product, problem)))
                .filter(this::isSameAlone)
                .forEach(product -> sound.add(product.id()));
        return sound;
    }

    /**
     * A contract that could not be read is missed by the products that read it; a rule or a waiver that could not be read is not.
     */
    private static boolean isAnybodys(Problem problem, Set<String> owned) {
        String file = problem.place().file();
        return problem.code() == Code.DUPLICATE_NAME
                || (!owned.contains(file) && (!file.startsWith(CONTRACTS) || file.equals(RECIPIENTS)));
    }

    /** Whether the problem lies in one of the product's files. */
    public static boolean isIn(Product product, Problem problem) {
        return product.files().stream()
                .anyMatch(file -> file.path().equals(problem.place().file()));
    }

    private boolean isSameAlone(Product product) {
        Map<String, String> texts = new HashMap<>();
        try {
            texts.put(WorkspaceFile.PATH, Files.readString(root.resolve(WorkspaceFile.PATH), StandardCharsets.UTF_8));
            for (HashedFile file : product.files()) {
                byte[] content = Files.readAllBytes(root.resolve(file.path()));
                if (!Sha256.hex(content).equals(file.sha256())) {
                    return false;
                }
                texts.put(file.path(), new String(content, StandardCharsets.UTF_8));
            }
        } catch (IOException changed) { // it was read a moment ago
            return false;
        }
        WorkspaceReader.Outcome alone = WorkspaceReader.ofFiles(root, profile, environment, languages, texts);
        // the file of waivers names other products as well; it had no problem among all of them
        return alone.problems().stream()
                        .allMatch(problem -> problem.place().file().equals(WaiverFile.PATH))
                && alone.workspace()
                        .map(Workspace::products)
                        .filter(products -> products.stream().anyMatch(same -> isSame(product, same)))
                        .isPresent();
    }

    private static boolean isSame(Product product, Product other) {
        return other.id().equals(product.id())
                && other.files().equals(product.files())
                && other.rules().stream()
                        .map(Rule::id)
                        .toList()
                        .equals(product.rules().stream().map(Rule::id).toList());
    }
}
