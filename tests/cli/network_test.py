"""No network code: the program imports no call of it, and under a tracer no verb makes one."""
import http.server
import re
import shutil
import subprocess
import sys
import threading
import unittest

from plimsoll_cli import CommandTest, study_text

STRACE, NM = shutil.which("strace"), shutil.which("nm")
CALLS = {"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "send", "sendto", "sendmsg", "sendmmsg", "recv",
         "recvfrom", "recvmsg", "getaddrinfo", "gethostbyname", "getnameinfo", "res_query", "inet_pton", "getsockopt", "setsockopt"}
LIBRARIES = re.compile(r"^(curl_|SSL_|BIO_s_connect|BIO_new_connect|OSSL_HTTP_|nghttp2_|rtmp|ldap_|gnutls_)")


def imports(program):
    """Names the program itself leaves to shared libraries, without their versions."""
    done = subprocess.run([NM, "-D", "--undefined-only", str(program)], capture_output=True, text=True, check=True)
    return {line.split()[-1].split("@")[0] for line in done.stdout.splitlines()}


def of_network(names):
    return sorted(name for name in names if name in CALLS or LIBRARIES.match(name))


class Network(CommandTest):
    @unittest.skipUnless(NM, "nm is not installed: imports are not read")
    def test_the_program_imports_no_call_of_a_network(self):
        names = imports(self.command()[0])
        self.assertIn("write", names)  # it is dynamic, and its imports are read
        self.assertEqual(of_network(names), [])

    @unittest.skipUnless(NM and shutil.which("cc"), "no C compiler: the control is not built")
    def test_an_import_would_be_seen(self):
        self.write("calls.c", "#include <sys/socket.h>\nint main(void) { return socket(1, 1, 0) < 0; }\n")
        subprocess.run(["cc", "calls.c", "-o", "calls"], cwd=self.folder, check=True)
        self.assertEqual(of_network(imports(self.folder / "calls")), ["socket"])

    def traced(self, *command):
        """System calls of the network that a command and its threads make."""
        done = subprocess.run([STRACE, "-f", "-qq", "-e", "trace=network", "-o", "calls.txt", *command], cwd=self.folder,
                              capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        calls = (self.folder / "calls.txt").read_text().splitlines()
        return [line for line in calls if not re.search(r"\+\+\+|---", line)]

    @unittest.skipUnless(STRACE, "strace is not installed: system calls are not watched")
    def test_no_verb_makes_one(self):
        self.write("study.toml", study_text(["basic_e", "enhanced"]))
        for verb in (["init", "claims", "--members", "200", "-o", "claims"], ["check", "study.toml"], ["contracts", "list"],
                     ["fit", "claims", "--columns", "tuva", "--year", "2025", "-o", "fitted.toml", "--report", "fit.html"],
                     ["run", "study.toml", "-o", "out", "--trials", "300"], ["reserve", "out"], ["explain", "out", "--trial", "1"],
                     ["drivers", "out"], ["report", "out"], ["report", "out", "--xlsx", "book.xlsx"],
                     ["export", "out", "--trials", "-o", "open.sqlite"]):
            with self.subTest(verb=verb[0]):
                self.assertEqual(self.traced(*self.command(*verb)), [])

    @unittest.skipUnless(STRACE, "strace is not installed: system calls are not watched")
    def test_a_call_would_be_seen(self):
        server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
        self.addCleanup(server.server_close)
        threading.Thread(target=server.handle_request, daemon=True).start()
        ask = f"import socket; socket.create_connection(('127.0.0.1', {server.server_port})).close()"
        self.assertTrue(any("connect(" in line for line in self.traced(sys.executable, "-c", ask)))


if __name__ == "__main__":
    unittest.main()
