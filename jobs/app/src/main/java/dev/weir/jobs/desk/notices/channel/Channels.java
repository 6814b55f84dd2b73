package dev.weir.jobs.desk.notices.channel;

import dev.weir.contracts.settings.Credential;
import dev.weir.contracts.settings.NoticeChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens the channels that a profile names. */
public final class Channels {

    private static final int LARGEST = 4096;

    private Channels() {}

    /**
     * Opens a channel; nobody is asked yet.
     *
     * @param root what paths are relative to
     * @throws Undelivered when it lacks what weir.yaml says of it
     */
    public static Channel open(NoticeChannel channel, Path root, Clock clock) throws Undelivered {
        if (channel.reach() instanceof NoticeChannel.Mail mail) {
            Optional<String> password = mail.login().isEmpty()
                    ? Optional.empty()
                    : Optional.of(value(mail.login().get().password(), root));
            return new MailChannel(mail, password, clock);
        }
        NoticeChannel.Hook hook = (NoticeChannel.Hook) channel.reach();
        Optional<String> secret = hook.secret().isEmpty()
                ? Optional.empty()
                : Optional.of(value(hook.secret().get(), root));
        HookForm form = form(hook.form());
        return new HookChannel(
                form, HookChannel.address(value(hook.url(), root), hook.url(), hook.form()), secret, clock);
    }

    private static HookForm form(NoticeChannel.Form form) {
        return switch (form) {
            case WEBHOOK -> new PlainHook();
            case SLACK -> new SlackHook();
            case FEISHU -> new FeishuHook();
            case DINGTALK -> new DingTalkHook();
            case WECOM -> new WeComHook();
        };
    }

    private static String value(Credential credential, Path root) throws Undelivered {
        if (credential instanceof Credential.InFile file) {
            return firstLine(root.resolve(file.path()), file);
        }
        String value = credential instanceof Credential.Plain plain
                ? plain.value()
                : ((Credential.Variable) credential).value().strip();
        if (value.isEmpty()) {
            throw new Undelivered("the variable " + credential.shown() + " is not set");
        }
        return value;
    }

    private static String firstLine(Path path, Credential.InFile file) throws Undelivered {
        try (InputStream in = Files.newInputStream(path)) {
            String line = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (line.isEmpty()) {
                throw new Undelivered("the first line of '" + file.shown() + "' is empty");
            }
            return line;
        } catch (IOException e) {
            throw new Undelivered(
                    "'" + file.shown() + "' cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
