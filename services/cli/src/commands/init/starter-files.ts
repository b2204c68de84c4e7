/** What `octavo init` writes, by name. The tests validate and run them. */
export const starterFiles: Readonly<Record<string, string>> = {
  'hello.yaml': `octavo: 1
id: hello
version: 1.0.0
title: A first definition

input:
  type: object
  properties: { name: { type: string, default: world } }

tasks:
  - id: greet
    type: basic
    action: transform
    with: { greeting: "Hello, \${ input.name }!" }

  - id: howLong
    type: router
    routes:
      - when: "\${ size(tasks.greet.output.greeting) > 20 }"
        task: { id: long, type: basic, action: log, with: { message: What a long name. } }
    otherwise: { then: end }

output: "\${ tasks.greet.output.greeting }"
`,
  'octavo.config.yaml': `# Everything here has a default; the environment wins over this file.

# server: { address: temporal.example.com:7233, namespace: default }   # default: a server of Octavo's own
# store: redis://localhost:6379                                        # default: in memory
# actions: [actions.mjs]             # files of your own actions, made with defineAction
# definitions: definitions           # folder of the definitions that others name
# egress: { allow: [localhost] }     # what http.request may reach beside public addresses
# shell: { allow: false }            # whether shell.run may run commands
`,
};
