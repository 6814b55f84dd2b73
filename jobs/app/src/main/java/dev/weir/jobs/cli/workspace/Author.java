package dev.weir.jobs.cli.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Who types: the e-mail address that git would put on a commit here, or the name of the user of this machine. */
public final class Author {

    private static final int SECONDS = 5;

    private Author() {}

    /** Who works there: what git knows, or else the user of this machine. */
    public static String of(Path folder) {
        try {
            Process git = new ProcessBuilder("git", "-C", folder.toString(), "config", "user.email")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (git.waitFor(SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0 && !answer.isEmpty()) {
                return answer;
            }
        } catch (IOException e) {
            return System.getProperty("user.name"); // there is no git
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return System.getProperty("user.name");
    }
}
