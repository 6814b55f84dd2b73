package dev.weir.lineage;

import io.openlineage.client.OpenLineage;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of a workspace are kept, by what git says of its folder.
 *
 * @param repository the address of {@code origin}, without the name and the password that it may hold
 * @param folder of the workspace in the repository; empty or with a slash at its end
 * @param commit that the contracts and rules are as of; empty where they were changed since
 * @param branch empty where none is checked out
 */
record GitCheckout(URI repository, String folder, Optional<String> commit, Optional<String> branch) {

    private static final int SECONDS = 5;

    /** Others are of this machine. */
    private static final Set<String> REMOTE = Set.of("https", "http", "ssh", "git");

    /** As {@code git@host:owner/name.git}. */
    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?([^/:@]{2,}):(?!//)(.+)");

    /** Empty where the folder is in no repository with an address, where it has no commit, or where there is no git. */
    static Optional<GitCheckout> of(Path workspace) {
        return git(workspace, "config", "--get", "remote.origin.url")
                .flatMap(lines -> lines.stream().findFirst())
                .flatMap(GitCheckout::address)
                .flatMap(repository -> git(workspace, "rev-parse", "--show-prefix", "HEAD", "--abbrev-ref", "HEAD")
                        .filter(lines -> lines.size() == 3)
                        .map(lines -> new GitCheckout(
                                repository,
                                lines.get(0),
                                Optional.of(lines.get(1)).filter(commit -> isUnchanged(workspace)),
                                Optional.of(lines.get(2)).filter(branch -> !branch.equals("HEAD")))));
    }

    private static boolean isUnchanged(Path workspace) {
        return git(workspace, "status", "--porcelain", "--", "weir.yaml", "contracts", "quality-rules")
                .filter(List::isEmpty)
                .isPresent();
    }

    /** The address without user, password and query: each may be a secret. */
    static Optional<URI> address(String remote) {
        Matcher scp = SCP.matcher(remote);
        try {
            URI written = new URI(scp.matches() ? "ssh://" + scp.group(1) + "/" + scp.group(2) : remote);
            return written.getHost() == null || !REMOTE.contains(written.getScheme())
                    ? Optional.empty()
                    : Optional.of(new URI(
                            written.getScheme(),
                            null,
                            written.getHost(),
                            written.getPort(),
                            written.getPath(),
                            null,
                            null));
        } catch (URISyntaxException e) { // no address that others could open
            return Optional.empty();
        }
    }

    /** @param file relative to the workspace, with forward slashes */
    OpenLineage.SourceCodeLocationJobFacet facet(OpenLineage openLineage, String file) {
        OpenLineage.SourceCodeLocationJobFacetBuilder facet = openLineage
                .newSourceCodeLocationJobFacetBuilder()
                .type("git")
                .url(repository)
                .repoUrl(repository.toString())
                .path(folder + file);
        commit.ifPresent(facet::version);
        branch.ifPresent(facet::branch);
        return facet.build();
    }

    /** The lines that git prints; empty where it does not answer. */
    private static Optional<List<String>> git(Path folder, String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor(SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0
                    ? Optional.of(answer.lines().toList())
                    : Optional.empty();
        } catch (IOException e) { // there is no git
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
